/* Files that are read: extensions, which lie in the image. */
#include "host.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static JSValue throw_errno(JSContext *ctx, const char *path) {
  return JS_ThrowPlainError(ctx, "%s: %s", path, strerror(errno));
}

/* listDirectory(path): string[] | undefined. The names in a directory, in no order; undefined where there is none. */
static JSValue list_directory(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  const char *path = JS_ToCString(ctx, arguments[0]);
  if (!path) return JS_EXCEPTION;
  JSValue names = JS_UNDEFINED;
  DIR *directory = opendir(path);
  if (!directory) {
    if (errno != ENOENT) names = throw_errno(ctx, path);
    JS_FreeCString(ctx, path);
    return names;
  }
  names = JS_NewArray(ctx);
  uint32_t length = 0;
  for (const struct dirent *entry; !JS_IsException(names) && (entry = readdir(directory)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (JS_SetPropertyUint32(ctx, names, length++, JS_NewString(ctx, entry->d_name)) < 0) {
      JS_FreeValue(ctx, names);
      names = JS_EXCEPTION;
    }
  }
  closedir(directory);
  JS_FreeCString(ctx, path);
  return names;
}

/* Reads all of an open file. */
static JSValue read_all(JSContext *ctx, int file, const char *path, size_t size) {
  uint8_t *bytes = NULL;
  size_t length = 0;
  /* One byte more than the file has tells whether it has grown. */
  for (size_t room = size + 1;; room *= 2) {
    uint8_t *larger = realloc(bytes, room);
    if (!larger) {
      free(bytes);
      return JS_ThrowOutOfMemory(ctx);
    }
    bytes = larger;
    while (length < room) {
      const ssize_t count = read(file, bytes + length, room - length);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) {
        free(bytes);
        return throw_errno(ctx, path);
      }
      if (count == 0) {
        JSValue result = JS_NewUint8ArrayCopy(ctx, bytes, length);
        free(bytes);
        return result;
      }
      length += (size_t)count;
    }
  }
}

/* readFile(path): Uint8Array | undefined. Undefined where there is no such regular file. */
static JSValue read_file(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  const char *path = JS_ToCString(ctx, arguments[0]);
  if (!path) return JS_EXCEPTION;
  JSValue result = JS_UNDEFINED;
  /* What is no regular file is not opened for long: a pipe would never end. */
  const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  if (file < 0) {
    if (errno != ENOENT && errno != ENOTDIR) result = throw_errno(ctx, path);
  } else if (fstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
    result = read_all(ctx, file, path, (size_t)status.st_size);
  }
  if (file >= 0) close(file);
  JS_FreeCString(ctx, path);
  return result;
}

void files_start(void) {
  engine_add("listDirectory", list_directory, 1);
  engine_add("readFile", read_file, 1);
}
