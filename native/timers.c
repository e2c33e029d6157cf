/* Timers, and the clock that they go by. */
#include "host.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
  int64_t id;
  double due;
  JSValue function;
} Timer;

/* In no order: there are never more than a few. */
static Timer *timers;
static size_t timer_count;
static int64_t last_id;

double monotonic_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* setTimer(function, milliseconds): number */
static JSValue set_timer(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  double milliseconds;
  if (JS_ToFloat64(ctx, &milliseconds, arguments[1]) < 0) return JS_EXCEPTION;
  Timer *larger = realloc(timers, (timer_count + 1) * sizeof *timers);
  if (!larger) return JS_ThrowOutOfMemory(ctx);
  timers = larger;
  timers[timer_count].id = ++last_id;
  timers[timer_count].due = monotonic_now() + (milliseconds > 0 ? milliseconds : 0);
  timers[timer_count].function = JS_DupValue(ctx, arguments[0]);
  timer_count++;
  return JS_NewInt64(ctx, last_id);
}

/* clearTimer(id): void. An id that is none, or no more, is passed over. */
static JSValue clear_timer(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  int64_t id;
  if (JS_ToInt64(ctx, &id, arguments[0]) < 0) return JS_EXCEPTION;
  for (size_t i = 0; i < timer_count; i++) {
    if (timers[i].id != id) continue;
    JS_FreeValue(ctx, timers[i].function);
    timers[i] = timers[--timer_count];
    break;
  }
  return JS_UNDEFINED;
}

/* now(): number */
static JSValue now(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  (void)arguments;
  return JS_NewFloat64(ctx, monotonic_now());
}

int timers_run(void) {
  if (timer_count == 0) return -1;
  const double time = monotonic_now();
  /* Those that are set meanwhile have their turn after the next look at the pipes. */
  const int64_t newest = last_id;
  for (;;) {
    size_t next = timer_count;
    for (size_t i = 0; i < timer_count; i++) {
      if (timers[i].id > newest || timers[i].due > time) continue;
      if (next == timer_count || timers[i].due < timers[next].due ||
          (timers[i].due == timers[next].due && timers[i].id < timers[next].id)) {
        next = i;
      }
    }
    if (next == timer_count) break;
    JSValue function = timers[next].function;
    timers[next] = timers[--timer_count];
    engine_call(function, 0, NULL);
    JS_FreeValue(context, function);
    engine_run_jobs();
  }
  double first = HUGE_VAL;
  for (size_t i = 0; i < timer_count; i++) {
    if (timers[i].due < first) first = timers[i].due;
  }
  if (first == HUGE_VAL) return -1;
  const double left = ceil(first - monotonic_now());
  return left < 0 ? 0 : left > 1e9 ? 1000000000 : (int)left;
}

void timers_start(void) {
  engine_add("setTimer", set_timer, 2);
  engine_add("clearTimer", clear_timer, 1);
  engine_add("now", now, 0);
}
