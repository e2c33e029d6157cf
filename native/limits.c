/*
 * Limits of what JavaScript may take: time and memory. The engine calls `on_step` again and again while it runs
 * anything, loops and regular expressions included.
 */
#include "host.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Milliseconds of computing after which the pipes are looked at, and after which events have their turn. */
#define INTERVAL 50

/* What the process may have computed when what runs now has to be done, and whether it was stopped because of it. */
static double deadline = HUGE_VAL;
static bool expired;
static double last_check, last_turn;

/* What the names of an extension's modules begin with (src/source/stack-frames.ts). */
#define EXTENSION_SCHEME "slipway-module:"
/* So many callers of what runs are looked at. */
#define MOST_CALLERS 64
/* What extensions may take: milliseconds of computing in one turn, and memory of the process. */
static struct {
  double milliseconds;
  size_t bytes;
  /* Computed by extensions in this turn, and the clock at the last step. */
  double used, last;
  int sizes;
} extensions = {.sizes = -1};

/* What was stopped, until JavaScript asks for it: the extension's module, and what it took too much of. */
static struct {
  bool stopped, memory;
  char module[1024];
} stop;

void limits_note_turn(void) {
  last_turn = monotonic_now();
  extensions.used = 0;
}

/* Milliseconds that this process has computed: another that keeps the machine busy is not the extension's fault. */
static double computed(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Bytes of memory that the process has. */
static size_t resident(void) {
  char text[128];
  const ssize_t length = pread(extensions.sizes, text, sizeof text - 1, 0);
  if (length <= 0) return 0;
  text[length] = 0;
  const char *second = strchr(text, ' ');
  return second ? strtoull(second, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

/* Who runs: an extension, or what it has called; code of ours; or a job that is only about to call either. */
typedef enum { NOBODY, EXTENSION, OURSELVES } Runner;

static Runner runner(char *module, size_t size) {
  Runner runs = NOBODY;
  for (int level = 0; level < MOST_CALLERS; level++) {
    JSAtom atom = JS_GetScriptOrModuleName(context, level);
    if (atom == JS_ATOM_NULL) continue;
    runs = OURSELVES;
    const char *name = JS_AtomToCString(context, atom);
    JS_FreeAtom(context, atom);
    if (!name) {
      JS_FreeValue(context, JS_GetException(context));
      continue;
    }
    if (strncmp(name, EXTENSION_SCHEME, strlen(EXTENSION_SCHEME)) == 0) {
      strncpy(module, name, size - 1);
      module[size - 1] = 0;
      runs = EXTENSION;
    }
    JS_FreeCString(context, name);
    if (runs == EXTENSION) break;
  }
  return runs;
}

/*
 * Whether an extension has taken too much. What it computes within a limit of its own (runLimited) is not counted.
 * Jobs of ours are few and short: time that goes by at the beginning of jobs is an extension's that awaits for ever.
 */
static bool takes_too_much(void) {
  const double time = computed();
  const double slice = time - extensions.last;
  extensions.last = time;
  char module[sizeof stop.module] = "";
  if (runner(module, sizeof module) == OURSELVES) return false;
  if (deadline == HUGE_VAL) extensions.used += slice;
  const bool memory = resident() > extensions.bytes;
  if (extensions.used <= extensions.milliseconds && !memory) return false;
  extensions.used = 0;
  stop.stopped = true;
  stop.memory = memory;
  memcpy(stop.module, module, sizeof module);
  /* Whatever tells of it needs memory too. */
  if (memory) JS_SetMemoryLimit(runtime, extensions.bytes * 2);
  return true;
}

static int on_step(JSRuntime *rt, void *opaque) {
  (void)rt;
  (void)opaque;
  const double time = monotonic_now();
  if (time - last_check >= INTERVAL) {
    last_check = time;
    pipes_check();
  }
  if (deadline != HUGE_VAL && computed() >= deadline) {
    expired = true;
    return 1;
  }
  return extensions.milliseconds > 0 && takes_too_much();
}

/*
 * limitExtensions(milliseconds, bytes): void. From now on extensions compute no longer than so many milliseconds
 * between two looks at events, and the process has no more than so many bytes of memory while they do. What is
 * stopped ends as a failure that nobody caught (`onFailure`), and `takeStop` tells of it. A single allocation that
 * would need more memory than that fails with an error that can be caught.
 */
static JSValue limit_extensions(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  double milliseconds;
  int64_t bytes;
  if (JS_ToFloat64(ctx, &milliseconds, arguments[0]) < 0) return JS_EXCEPTION;
  if (JS_ToInt64(ctx, &bytes, arguments[1]) < 0) return JS_EXCEPTION;
  extensions.milliseconds = milliseconds;
  extensions.bytes = (size_t)bytes;
  extensions.last = computed();
  if (extensions.sizes < 0) extensions.sizes = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  /* Room is left for whatever tells of it. */
  JS_SetMemoryLimit(runtime, extensions.bytes + extensions.bytes / 4);
  return JS_UNDEFINED;
}

/*
 * takeStop(): { module, memory, limit } | undefined. What was stopped since the last time that this was asked; no
 * module ('') where it is not known which.
 */
static JSValue take_stop(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  (void)arguments;
  if (!stop.stopped) return JS_UNDEFINED;
  stop.stopped = false;
  JSValue result = JS_NewObject(ctx);
  JS_SetPropertyStr(ctx, result, "module", JS_NewString(ctx, stop.module));
  JS_SetPropertyStr(ctx, result, "memory", JS_NewBool(ctx, stop.memory));
  const double limit = stop.memory ? (double)extensions.bytes : extensions.milliseconds;
  JS_SetPropertyStr(ctx, result, "limit", JS_NewFloat64(ctx, limit));
  return result;
}

/*
 * runLimited(work, milliseconds): [value] | undefined. Calls `work` and stops it when it computes longer; undefined
 * where it was stopped. Within another limit, the earlier one holds.
 */
static JSValue run_limited(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  double milliseconds;
  if (JS_ToFloat64(ctx, &milliseconds, arguments[1]) < 0) return JS_EXCEPTION;
  const double outer = deadline;
  const double own = computed() + milliseconds;
  if (own < outer) deadline = own;
  JSValue result = JS_Call(ctx, arguments[0], JS_UNDEFINED, 0, NULL);
  deadline = outer;
  if (JS_IsException(result)) {
    if (!expired || computed() >= outer) return result;
    expired = false;
    JS_FreeValue(ctx, JS_GetException(ctx));
    return JS_UNDEFINED;
  }
  JSValue outcome = JS_NewArray(ctx);
  if (JS_IsException(outcome) || JS_SetPropertyUint32(ctx, outcome, 0, result) < 0) {
    JS_FreeValue(ctx, outcome);
    return JS_EXCEPTION;
  }
  return outcome;
}

/* isDue(): boolean. Whether so much was computed without waiting for events that they should have a turn. */
static JSValue is_due(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  (void)arguments;
  return JS_NewBool(ctx, monotonic_now() - last_turn >= INTERVAL);
}

void limits_start(void) {
  JS_SetInterruptHandler(runtime, on_step, NULL);
  engine_add("runLimited", run_limited, 2);
  engine_add("limitExtensions", limit_extensions, 2);
  engine_add("takeStop", take_stop, 0);
  engine_add("isDue", is_due, 0);
}

void limits_resume(void) { last_check = last_turn = monotonic_now(); }
