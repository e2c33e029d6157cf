/*
 * Stdin and stdout: the two pipes to the daemon.
 *
 * Both never wait. What cannot be written yet waits in a queue while the process goes on reading, so that two
 * ends that write at the same time cannot block each other. What is written within one turn of the event loop
 * leaves with one system call.
 */
#include "host.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define CHUNK 65536
/* Parts that one system call writes. */
#define PARTS 64

typedef struct {
  /* The array whose memory `bytes` is. */
  JSValue owner;
  const uint8_t *bytes;
  size_t length;
} Part;

static Part *queue;
static size_t queue_first, queue_end, queue_size;

static JSValue on_bytes, on_close;
static bool is_closed;
/* Why the greeting could not be written: an errno. */
static int greeting_error;
static size_t greeting_written;

static bool is_pipe(int file) {
  struct stat status;
  return fstat(file, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode));
}

static bool never_wait(int file) {
  int flags = fcntl(file, F_GETFL);
  return flags >= 0 && fcntl(file, F_SETFL, flags | O_NONBLOCK) == 0;
}

void pipes_greet(void) {
  if (!is_pipe(STDIN_FILENO) || !is_pipe(STDOUT_FILENO)) {
    greeting_error = ENOTSUP;
    return;
  }
  if (!never_wait(STDIN_FILENO) || !never_wait(STDOUT_FILENO)) {
    greeting_error = errno;
    return;
  }
  /* An empty pipe has room for it. */
  const size_t length = (size_t)(embedded_greeting.end - embedded_greeting.bytes);
  const ssize_t written = write(STDOUT_FILENO, embedded_greeting.bytes, length);
  if (written < 0) greeting_error = errno;
  else greeting_written = (size_t)written;
}

static void close_pipes(void) {
  if (is_closed) return;
  is_closed = true;
  if (JS_IsFunction(context, on_close)) engine_call(on_close, 0, NULL);
}

/*
 * open(onBytes, onClose): number. Begins to listen; the number of bytes that were written already as a greeting,
 * -1 where stdin and stdout are no pipes.
 */
static JSValue open_pipes(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  if (greeting_error != 0 && greeting_error != EPIPE && greeting_error != EAGAIN) return JS_NewInt32(ctx, -1);
  on_bytes = JS_DupValue(ctx, arguments[0]);
  on_close = JS_DupValue(ctx, arguments[1]);
  return JS_NewInt64(ctx, (int64_t)greeting_written);
}

static bool reserve(void) {
  if (queue_end < queue_size) return true;
  if (queue_first > queue_size / 2) {
    memmove(queue, queue + queue_first, (queue_end - queue_first) * sizeof *queue);
    queue_end -= queue_first;
    queue_first = 0;
    return true;
  }
  const size_t size = queue_size == 0 ? 64 : queue_size * 2;
  Part *larger = realloc(queue, size * sizeof *queue);
  if (!larger) return false;
  queue = larger;
  queue_size = size;
  return true;
}

/* write(bytes): void. The bytes must stay as they are until they have left. */
static JSValue write_bytes(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  size_t length;
  const uint8_t *bytes = JS_GetUint8Array(ctx, &length, arguments[0]);
  if (!bytes && length != 0) return JS_EXCEPTION;
  if (length == 0 || is_closed) return JS_UNDEFINED;
  if (!reserve()) return JS_ThrowOutOfMemory(ctx);
  queue[queue_end].owner = JS_DupValue(ctx, arguments[0]);
  queue[queue_end].bytes = bytes;
  queue[queue_end].length = length;
  queue_end++;
  return JS_UNDEFINED;
}

void pipes_flush(void) {
  while (queue_first < queue_end && !is_closed) {
    struct iovec parts[PARTS];
    int part_count = 0;
    for (size_t i = queue_first; i < queue_end && part_count < PARTS; i++, part_count++) {
      parts[part_count].iov_base = (void *)(uintptr_t)queue[i].bytes;
      parts[part_count].iov_len = queue[i].length;
    }
    ssize_t written = writev(STDOUT_FILENO, parts, part_count);
    if (written < 0) {
      if (errno == EINTR) continue;
      if (errno != EAGAIN) close_pipes();
      return;
    }
    for (size_t left = (size_t)written; left > 0;) {
      Part *first = &queue[queue_first];
      const size_t taken = left < first->length ? left : first->length;
      first->bytes += taken;
      first->length -= taken;
      left -= taken;
      if (first->length > 0) break;
      JS_FreeValue(context, first->owner);
      queue_first++;
    }
  }
  if (queue_first == queue_end) queue_first = queue_end = 0;
}

static void read_bytes(void) {
  static uint8_t chunk[CHUNK];
  const ssize_t length = read(STDIN_FILENO, chunk, sizeof chunk);
  if (length < 0) {
    if (errno != EINTR && errno != EAGAIN) close_pipes();
    return;
  }
  if (length == 0) {
    close_pipes();
    return;
  }
  JSValue bytes = JS_NewUint8ArrayCopy(context, chunk, (size_t)length);
  if (JS_IsException(bytes)) process_fail("out of memory");
  engine_call(on_bytes, 1, &bytes);
}

void pipes_wait(int timeout) {
  if (!JS_IsFunction(context, on_bytes) && timeout < 0) process_fail("the frontend waits for nothing");
  const bool writing = queue_first < queue_end;
  struct pollfd files[] = {
      {.fd = STDIN_FILENO, .events = POLLIN},
      {.fd = STDOUT_FILENO, .events = (short)(writing ? POLLOUT : 0)},
  };
  const nfds_t file_count = is_closed ? 0 : 2;
  const int ready = poll(files, file_count, timeout);
  limits_note_turn();
  if (ready <= 0) return;
  if (files[0].revents != 0) read_bytes();
  if (files[1].revents & (POLLERR | POLLHUP | POLLNVAL)) close_pipes();
}

void pipes_check(void) {
  if (is_closed || !JS_IsFunction(context, on_bytes)) return;
  struct pollfd files[] = {
      {.fd = STDIN_FILENO, .events = POLLRDHUP},
      {.fd = STDOUT_FILENO, .events = 0},
  };
  if (poll(files, 2, 0) > 0) _exit(EXIT_FAILED);
}

void pipes_start(void) {
  engine_add("open", open_pipes, 2);
  engine_add("write", write_bytes, 1);
}
