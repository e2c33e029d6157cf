/* The process: environment, log, signals, user and end. */
#include "host.h"

#include <errno.h>
#include <ftw.h>
#include <grp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The user and group of `nonroot` in images that have no users of their own. */
#define NOBODY 65532

extern char **environ;

static int is_unreadable(const char *path, const struct stat *status, int type, struct FTW *place) {
  (void)status;
  (void)place;
  if (type == FTW_SL || type == FTW_SLN) return 0;
  return type == FTW_DNR || type == FTW_NS || eaccess(path, R_OK) != 0;
}

/* Whether extensions are there and the user that the process has for the time being may not read them all. */
static bool needs_root_for_extensions(void) {
  const char *directory = getenv("SLIPWAY_EXTENSIONS");
  if (!directory) directory = "/extensions";
  struct stat status;
  if (stat(directory, &status) != 0) return errno != ENOENT && errno != ENOTDIR;
  return nftw(directory, is_unreadable, 16, FTW_PHYS) != 0;
}

/*
 * A frontend needs no rights beyond its pipes, which are open, and extensions, which are read. BuildKit ignores the
 * USER of an image, so that the process gives up being root itself. Where it may not (a user namespace with one
 * user in it), or extensions would become unreadable, it stays what it is.
 */
void process_drop_privileges(void) {
  if (geteuid() != 0) return;
  if (setgroups(0, NULL) != 0 || setegid(NOBODY) != 0) return;
  if (seteuid(NOBODY) != 0 || needs_root_for_extensions()) {
    if (seteuid(0) != 0 || setegid(0) != 0) process_fail("cannot become root again: %s", strerror(errno));
    return;
  }
  /* For good: real and saved ids as well. */
  if (setresgid(NOBODY, NOBODY, NOBODY) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0) {
    process_fail("cannot give up being root: %s", strerror(errno));
  }
}

static void end_by_signal(int number) { _exit(128 + number); }

/* environment(): Record<string, string> */
static JSValue environment(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  (void)arguments;
  JSValue result = JS_NewObject(ctx);
  for (char **entry = environ; *entry && !JS_IsException(result); entry++) {
    const char *equals = strchr(*entry, '=');
    if (!equals) continue;
    JSAtom name = JS_NewAtomLen(ctx, *entry, (size_t)(equals - *entry));
    JSValue value = JS_NewString(ctx, equals + 1);
    if (JS_DefinePropertyValue(ctx, result, name, value, JS_PROP_C_W_E) < 0) {
      JS_FreeValue(ctx, result);
      result = JS_EXCEPTION;
    }
    JS_FreeAtom(ctx, name);
  }
  return result;
}

/* log(text): void */
static JSValue log_text(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  size_t length;
  const char *text = JS_ToCStringLen(ctx, &length, arguments[0]);
  if (!text) return JS_EXCEPTION;
  process_log(text, length);
  JS_FreeCString(ctx, text);
  return JS_UNDEFINED;
}

/* exit(status): never. What was written and has not left yet is lost. */
static JSValue end(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  int32_t status = EXIT_FAILED;
  JS_ToInt32(ctx, &status, arguments[0]);
  _exit(status);
}

/* architecture(): string, as images name it. */
static JSValue architecture(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  (void)arguments;
#if defined(__x86_64__)
  return JS_NewString(ctx, "amd64");
#elif defined(__aarch64__)
  return JS_NewString(ctx, "arm64");
#else
#error "an architecture whose name in images is not known"
#endif
}

void process_catch_signals(void) {
  /* A pipe that nobody reads is an error of a write. */
  signal(SIGPIPE, SIG_IGN);
  /*
   * The default action ends a process at once, even in the middle of a computation. But the kernel keeps signals
   * without a handler from the first process of a container.
   */
  if (getpid() == 1) {
    signal(SIGTERM, end_by_signal);
    signal(SIGINT, end_by_signal);
  }
}

void process_start(void) {
  engine_add("environment", environment, 0);
  engine_add("log", log_text, 1);
  engine_add("exit", end, 1);
  engine_add("architecture", architecture, 0);
}

static void write_all(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(STDERR_FILENO, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

void process_log(const char *text, size_t length) {
  write_all(text, length);
  if (length == 0 || text[length - 1] != '\n') write_all("\n", 1);
}

void process_fail(const char *format, ...) {
  char text[512];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (length > 0) process_log(text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
  _exit(EXIT_FAILED);
}
