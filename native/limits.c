/*
 * Limits of what JavaScript may take: time and memory. The engine calls `on_step` again and again while it runs
 * anything, loops and regular expressions included.
 */
#include "host.h"

#include <math.h>

/* Milliseconds of computing after which the pipes are looked at, and after which events have their turn. */
#define INTERVAL 50

/* When what runs now has to be done, and whether it was stopped because of it. */
static double deadline = HUGE_VAL;
static bool expired;
static double last_check, last_turn;

void limits_note_turn(void) { last_turn = monotonic_now(); }

static int on_step(JSRuntime *rt, void *opaque) {
  (void)rt;
  (void)opaque;
  const double time = monotonic_now();
  if (time - last_check >= INTERVAL) {
    last_check = time;
    pipes_check();
  }
  if (time < deadline) return 0;
  expired = true;
  return 1;
}

/*
 * runLimited(work, milliseconds): [value] | undefined. Calls `work` and stops it when it takes longer; undefined
 * where it was stopped. Within another limit, the earlier one holds.
 */
static JSValue run_limited(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  double milliseconds;
  if (JS_ToFloat64(ctx, &milliseconds, arguments[1]) < 0) return JS_EXCEPTION;
  const double outer = deadline;
  const double own = monotonic_now() + milliseconds;
  if (own < outer) deadline = own;
  JSValue result = JS_Call(ctx, arguments[0], JS_UNDEFINED, 0, NULL);
  deadline = outer;
  if (JS_IsException(result)) {
    if (!expired || monotonic_now() >= outer) return result;
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

/*
 * setDeadline(milliseconds): void. From now on whatever runs is stopped once so many milliseconds have passed,
 * whichever job or event it runs in; Infinity takes the limit away. What is stopped ends as a failure that nobody
 * caught (`onFailure`); `hasExpired` tells it from others.
 */
static JSValue set_deadline(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  double milliseconds;
  if (JS_ToFloat64(ctx, &milliseconds, arguments[0]) < 0) return JS_EXCEPTION;
  deadline = monotonic_now() + milliseconds;
  return JS_UNDEFINED;
}

/* hasExpired(): boolean. Whether a computation was stopped since the last time that this was asked. */
static JSValue has_expired(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)ctx;
  (void)self;
  (void)count;
  (void)arguments;
  const bool answer = expired;
  expired = false;
  return JS_NewBool(ctx, answer);
}

/* isDue(): boolean. Whether so much was computed without waiting for events that they should have a turn. */
static JSValue is_due(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  (void)arguments;
  return JS_NewBool(ctx, monotonic_now() - last_turn >= INTERVAL);
}

/* setMemoryLimit(bytes): void. What would need more fails with an error; 0 takes the limit away. */
static JSValue set_memory_limit(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  int64_t bytes;
  if (JS_ToInt64(ctx, &bytes, arguments[0]) < 0) return JS_EXCEPTION;
  JS_SetMemoryLimit(runtime, bytes <= 0 ? 0 : (size_t)bytes);
  return JS_UNDEFINED;
}

void limits_start(void) {
  last_check = last_turn = monotonic_now();
  JS_SetInterruptHandler(runtime, on_step, NULL);
  engine_add("runLimited", run_limited, 2);
  engine_add("setDeadline", set_deadline, 1);
  engine_add("hasExpired", has_expired, 0);
  engine_add("isDue", is_due, 0);
  engine_add("setMemoryLimit", set_memory_limit, 1);
}
