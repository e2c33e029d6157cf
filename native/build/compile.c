/*
 * Compiles JavaScript modules to bytecode, which is the same for all processors that the executable is built for:
 *
 *   compile FILE.js FILE.bin ...
 *
 * Bytecode keeps the lines of functions, so that the stack of an error says where it came from, but no source text.
 */
#include <quickjs.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *path) {
  fprintf(stderr, "compile: %s %s\n", what, path);
  exit(1);
}

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0) fail("cannot read", path);
  const long size = ftell(file);
  rewind(file);
  char *text = malloc((size_t)size + 1);
  if (!text || fread(text, 1, (size_t)size, file) != (size_t)size) fail("cannot read", path);
  fclose(file);
  /* The parser wants an end that it sees. */
  text[size] = 0;
  *length = (size_t)size;
  return text;
}

static int init_nothing(JSContext *context, JSModuleDef *module) {
  (void)context;
  (void)module;
  return 0;
}

/* Compiling asks for the modules that one imports, and nothing of them. */
static JSModuleDef *load(JSContext *context, const char *name, void *opaque) {
  (void)opaque;
  return JS_NewCModule(context, name, init_nothing);
}

static void compile(JSContext *context, const char *source, const char *target) {
  size_t length;
  char *text = read_file(source, &length);
  const char *slash = strrchr(source, '/');
  JSValue module = JS_Eval(context, text, length, slash ? slash + 1 : source,
                           JS_EVAL_TYPE_MODULE | JS_EVAL_FLAG_COMPILE_ONLY);
  free(text);
  if (JS_IsException(module)) {
    const char *reason = JS_ToCString(context, JS_GetException(context));
    fprintf(stderr, "compile: %s\n", reason);
    fail("cannot compile", source);
  }
  size_t size;
  uint8_t *bytes = JS_WriteObject(context, &size, module, JS_WRITE_OBJ_BYTECODE | JS_WRITE_OBJ_STRIP_SOURCE);
  if (!bytes) fail("cannot write", target);
  FILE *file = fopen(target, "wb");
  if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) fail("cannot write", target);
}

int main(int count, char **arguments) {
  if (count < 3 || count % 2 == 0) fail("usage:", "FILE.js FILE.bin ...");
  JSRuntime *runtime = JS_NewRuntime();
  JSContext *context = runtime ? JS_NewContext(runtime) : NULL;
  if (!context) fail("out of", "memory");
  JS_SetModuleLoaderFunc(runtime, NULL, load, NULL);
  for (int i = 1; i < count; i += 2) compile(context, arguments[i], arguments[i + 1]);
  /* The process ends here, with all that it has. */
  return 0;
}
