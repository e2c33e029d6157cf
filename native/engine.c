/* The engine: its start, the native module, and calls into JavaScript. */
#include "host.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>

/*
 * Bytes of memory up to which nothing looks for cycles of garbage: what is not in a cycle is freed at once all
 * the same, and a usual build ends long before.
 */
#define FIRST_COLLECTION ((size_t)64 << 20)

#define MAX_FUNCTIONS 48

JSRuntime *runtime;
JSContext *context;

static struct {
  const char *name;
  JSCFunction *function;
  int arguments;
} functions[MAX_FUNCTIONS];
static size_t function_count;

/* What JavaScript wants to be told of failures that nobody caught; no function until it says so. */
static JSValue on_failure;
static JSValue on_start;

/* Promises that were rejected while nobody listened, with their reasons. */
typedef struct {
  JSValue promise;
  JSValue reason;
} Rejection;
static Rejection *rejections;
static size_t rejection_count;

void engine_add(const char *name, JSCFunction *function, int arguments) {
  if (function_count == MAX_FUNCTIONS) process_fail("too many native functions");
  functions[function_count].name = name;
  functions[function_count].function = function;
  functions[function_count].arguments = arguments;
  function_count++;
}

static int init_native_module(JSContext *ctx, JSModuleDef *module) {
  for (size_t i = 0; i < function_count; i++) {
    JSValue function = JS_NewCFunction(ctx, functions[i].function, functions[i].name, functions[i].arguments);
    if (JS_SetModuleExport(ctx, module, functions[i].name, function) < 0) return -1;
  }
  return 0;
}

/* Writes an error with its stack to the log; what is no error, as text. */
static void log_error(JSValueConst error) {
  JSValue stack = JS_IsError(error) ? JS_GetPropertyStr(context, error, "stack") : JS_UNDEFINED;
  const JSValueConst parts[] = {error, stack};
  for (int i = 0; i < 2; i++) {
    if (JS_IsUndefined(parts[i])) continue;
    size_t length;
    const char *text = JS_ToCStringLen(context, &length, parts[i]);
    if (text) process_log(text, length);
    else JS_FreeValue(context, JS_GetException(context));
    JS_FreeCString(context, text);
  }
  JS_FreeValue(context, stack);
}

/* Tells JavaScript of a failure, or, where it cannot be told, ends the process. Takes the reason. */
static void report(JSValue reason) {
  JS_ClearUncatchableError(context, reason);
  if (JS_IsFunction(context, on_failure)) {
    JSValue result = JS_Call(context, on_failure, JS_UNDEFINED, 1, (JSValueConst *)&reason);
    JS_FreeValue(context, reason);
    if (!JS_IsException(result)) {
      JS_FreeValue(context, result);
      return;
    }
    reason = JS_GetException(context);
  }
  log_error(reason);
  process_fail("the frontend ended on this error");
}

void engine_call(JSValueConst function, int count, JSValue *arguments) {
  JSValue result = JS_Call(context, function, JS_UNDEFINED, count, (JSValueConst *)arguments);
  for (int i = 0; i < count; i++) JS_FreeValue(context, arguments[i]);
  if (JS_IsException(result)) report(JS_GetException(context));
  else JS_FreeValue(context, result);
}

static void track_rejection(JSContext *ctx, JSValueConst promise, JSValueConst reason, bool handled, void *opaque) {
  (void)opaque;
  if (!handled) {
    Rejection *larger = realloc(rejections, (rejection_count + 1) * sizeof *rejections);
    if (!larger) process_fail("out of memory");
    rejections = larger;
    rejections[rejection_count].promise = JS_DupValue(ctx, promise);
    rejections[rejection_count].reason = JS_DupValue(ctx, reason);
    rejection_count++;
    return;
  }
  for (size_t i = 0; i < rejection_count; i++) {
    if (JS_VALUE_GET_PTR(rejections[i].promise) != JS_VALUE_GET_PTR(promise)) continue;
    JS_FreeValue(ctx, rejections[i].promise);
    JS_FreeValue(ctx, rejections[i].reason);
    rejections[i] = rejections[--rejection_count];
    return;
  }
}

void engine_run_jobs(void) {
  do {
    JSContext *ctx;
    int outcome;
    while ((outcome = JS_ExecutePendingJob(runtime, &ctx)) != 0) {
      if (outcome < 0) report(JS_GetException(ctx));
    }
    while (rejection_count > 0) {
      Rejection rejection = rejections[--rejection_count];
      JS_FreeValue(context, rejection.promise);
      report(rejection.reason);
    }
  } while (JS_IsJobPending(runtime));
}

/* onFailure(listener) */
static JSValue set_on_failure(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  JS_FreeValue(ctx, on_failure);
  on_failure = JS_DupValue(ctx, arguments[0]);
  return JS_UNDEFINED;
}

/* onStart(listener). What is called once, after everything has been read. */
static JSValue set_on_start(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  JS_FreeValue(ctx, on_start);
  on_start = JS_DupValue(ctx, arguments[0]);
  return JS_UNDEFINED;
}

/* random(): number, as `Math.random` has it: the engine's own goes on from where a snapshot was made. */
static JSValue random_number(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  (void)arguments;
  uint64_t bits;
  if (getrandom(&bits, sizeof bits, 0) != sizeof bits) return JS_ThrowInternalError(ctx, "no randomness");
  return JS_NewFloat64(ctx, (double)(bits >> 11) * 0x1p-53);
}

/* As deep as JavaScript may call: all of the stack but what C needs of it. */
static size_t stack_size(void) {
  const size_t usual = (size_t)8 << 20, largest = (size_t)64 << 20, reserve = (size_t)512 << 10;
  struct rlimit limit;
  size_t size = usual;
  if (getrlimit(RLIMIT_STACK, &limit) == 0) {
    size = limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > largest ? largest : (size_t)limit.rlim_cur;
  }
  return size > 2 * reserve ? size - reserve : size / 2;
}

void engine_start(void) {
  runtime = JS_NewRuntime2(&snapshot_memory, NULL);
  if (!runtime) process_fail("out of memory");
  JS_SetGCThreshold(runtime, FIRST_COLLECTION);
  JS_SetHostPromiseRejectionTracker(runtime, track_rejection, NULL);
  context = JS_NewContext(runtime);
  if (!context) process_fail("out of memory");
  engine_add("onFailure", set_on_failure, 1);
  engine_add("onStart", set_on_start, 1);
  engine_add("random", random_number, 0);
  snapshot_keep(&runtime, sizeof runtime);
  snapshot_keep(&context, sizeof context);
  snapshot_keep(&on_failure, sizeof on_failure);
  snapshot_keep(&on_start, sizeof on_start);
}

void engine_resume(void) {
  JS_UpdateStackTop(runtime);
  JS_SetMaxStackSize(runtime, stack_size());
}

void engine_begin(void) {
  JSValue start = on_start;
  on_start = JS_UNDEFINED;
  engine_call(start, 0, NULL);
  JS_FreeValue(context, start);
}

void engine_define_native_module(void) {
  JSModuleDef *native = JS_NewCModule(context, NATIVE_MODULE, init_native_module);
  if (!native) process_fail("out of memory");
  for (size_t i = 0; i < function_count; i++) JS_AddModuleExport(context, native, functions[i].name);
}

void engine_run(const char *name) {
  JSModuleDef *module = modules_load_embedded(context, name);
  JSValue result = JS_EXCEPTION;
  if (module) {
    JSValue function = JS_DupValue(context, JS_MKPTR(JS_TAG_MODULE, module));
    if (JS_ResolveModule(context, function) == 0) result = JS_EvalFunction(context, function);
  }
  if (JS_IsException(result)) report(JS_GetException(context));
  /* What a module throws rejects a promise, which is looked at with all others. */
  JS_FreeValue(context, result);
}
