/*
 * Where imports come from.
 *
 * The frontend's own modules are embedded as bytecode, and import each other and the native module. All others are
 * source text that JavaScript provides (`setModuleLoader`); they can import neither of these.
 */
#include "host.h"

#include <string.h>

/* What importing from outside of any module is done in the name of. */
#define OUTSIDE "slipway:outside"

/* `normalize(importer, specifier)` and `load(name)` of `setModuleLoader`. */
static JSValue normalize_function, load_function;

static const EmbeddedFile *find_embedded(const char *name) {
  for (size_t i = 0; i < embedded_module_count; i++) {
    if (strcmp(embedded_modules[i].name, name) == 0) return &embedded_modules[i];
  }
  return NULL;
}

static bool is_own(const char *name) { return strcmp(name, NATIVE_MODULE) == 0 || find_embedded(name) != NULL; }

JSModuleDef *modules_load_embedded(JSContext *ctx, const char *name) {
  const EmbeddedFile *file = find_embedded(name);
  if (!file) {
    JS_ThrowReferenceError(ctx, "there is no module %s", name);
    return NULL;
  }
  JSValue module = JS_ReadObject(ctx, file->bytes, (size_t)(file->end - file->bytes), JS_READ_OBJ_BYTECODE);
  if (JS_IsException(module)) return NULL;
  snapshot_note(name);
  JSModuleDef *definition = JS_VALUE_GET_PTR(module);
  /* The context keeps all modules. */
  JS_FreeValue(ctx, module);
  return definition;
}

static JSModuleDef *load_source(JSContext *ctx, const char *name) {
  if (!JS_IsFunction(ctx, load_function)) {
    JS_ThrowReferenceError(ctx, "there is no module %s", name);
    return NULL;
  }
  JSValue argument = JS_NewString(ctx, name);
  JSValue source = JS_Call(ctx, load_function, JS_UNDEFINED, 1, (JSValueConst *)&argument);
  JS_FreeValue(ctx, argument);
  if (JS_IsException(source)) return NULL;
  size_t length;
  const char *text = JS_ToCStringLen(ctx, &length, source);
  JS_FreeValue(ctx, source);
  if (!text) return NULL;
  JSValue module = JS_Eval(ctx, text, length, name, JS_EVAL_TYPE_MODULE | JS_EVAL_FLAG_COMPILE_ONLY);
  JS_FreeCString(ctx, text);
  if (JS_IsException(module)) return NULL;
  JSModuleDef *definition = JS_VALUE_GET_PTR(module);
  JS_FreeValue(ctx, module);
  return definition;
}

static JSModuleDef *load(JSContext *ctx, const char *name, void *opaque) {
  (void)opaque;
  return find_embedded(name) ? modules_load_embedded(ctx, name) : load_source(ctx, name);
}

static char *normalize(JSContext *ctx, const char *importer, const char *specifier, void *opaque) {
  (void)opaque;
  if (find_embedded(importer)) {
    return js_strdup(ctx, strncmp(specifier, "./", 2) == 0 ? specifier + 2 : specifier);
  }
  if (!JS_IsFunction(ctx, normalize_function)) {
    JS_ThrowReferenceError(ctx, "there is no module %s", specifier);
    return NULL;
  }
  JSValue arguments[] = {JS_NewString(ctx, importer), JS_NewString(ctx, specifier)};
  JSValue result = JS_Call(ctx, normalize_function, JS_UNDEFINED, 2, (JSValueConst *)arguments);
  JS_FreeValue(ctx, arguments[0]);
  JS_FreeValue(ctx, arguments[1]);
  const char *name = JS_IsException(result) ? NULL : JS_ToCString(ctx, result);
  JS_FreeValue(ctx, result);
  if (!name) return NULL;
  char *copy = NULL;
  if (is_own(name)) JS_ThrowReferenceError(ctx, "there is no module %s", specifier);
  else copy = js_strdup(ctx, name);
  JS_FreeCString(ctx, name);
  return copy;
}

/*
 * setModuleLoader(normalize, load): void. From now on `normalize(importer, specifier)` makes what a module that is
 * not embedded imports into a name, and `load(name)` gives the source text of the module of that name, which is
 * asked for once. Both throw where there is no such module.
 */
static JSValue set_module_loader(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  JS_FreeValue(ctx, normalize_function);
  JS_FreeValue(ctx, load_function);
  normalize_function = JS_DupValue(ctx, arguments[0]);
  load_function = JS_DupValue(ctx, arguments[1]);
  return JS_UNDEFINED;
}

/* importModule(specifier): Promise of the namespace of a module that is not embedded. */
static JSValue import_module(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  const char *specifier = JS_ToCString(ctx, arguments[0]);
  if (!specifier) return JS_EXCEPTION;
  JSValue promise = JS_LoadModule(ctx, OUTSIDE, specifier);
  JS_FreeCString(ctx, specifier);
  return promise;
}

/* evaluateScript(text, name): the value of a script. Its functions have `name` in the stacks of errors. */
static JSValue evaluate_script(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  size_t length;
  const char *text = JS_ToCStringLen(ctx, &length, arguments[0]);
  if (!text) return JS_EXCEPTION;
  const char *name = JS_ToCString(ctx, arguments[1]);
  JSValue result = name ? JS_Eval(ctx, text, length, name, JS_EVAL_TYPE_GLOBAL) : JS_EXCEPTION;
  JS_FreeCString(ctx, name);
  JS_FreeCString(ctx, text);
  return result;
}

void modules_start(void) {
  JS_SetModuleLoaderFunc(runtime, normalize, load, NULL);
  snapshot_keep(&normalize_function, sizeof normalize_function);
  snapshot_keep(&load_function, sizeof load_function);
  engine_add("setModuleLoader", set_module_loader, 2);
  engine_add("importModule", import_module, 1);
  engine_add("evaluateScript", evaluate_script, 2);
}
