/*
 * The frontend's host: a process that runs the frontend's JavaScript on QuickJS-ng, between two pipes.
 *
 * JavaScript sees the host as one module, `slipway:native` (its types: src/engine-host/native.ts), which no file
 * outside of the executable can import. Each file here is one concern of it and adds its functions to that
 * module; `main.c` puts them in order.
 *
 * Rules that all files keep: memory that JavaScript gave is only kept with a reference to its owner; a function
 * that fails has thrown and returns JS_EXCEPTION; nothing but `pipes.c` touches stdin or stdout.
 */
#ifndef SLIPWAY_HOST_H
#define SLIPWAY_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <quickjs.h>

/* The module that JavaScript imports the host by. */
#define NATIVE_MODULE "slipway:native"

/* Exit status of a process that could not do its work; what went wrong stands in the log. */
#define EXIT_FAILED 2

/* A file that was put into the executable when it was built (build.c makes the table). */
typedef struct {
  const char *name;
  const uint8_t *bytes;
  const uint8_t *end;
} EmbeddedFile;

extern const EmbeddedFile embedded_modules[];
extern const size_t embedded_module_count;
/* What a connection begins with. */
extern const EmbeddedFile embedded_greeting;

/* memory.c */
void memory_start(void);

/* snapshot.c: a start that is done already. */
extern const JSMallocFunctions snapshot_memory;
/* Whether the process is to write one; from now on what the engine allocates is recorded. */
bool snapshot_is_wanted(int count, char **arguments);
void snapshot_start(void);
/* State of the host, at most 64 bytes, that a process starts with. It must not point to memory of this process. */
void snapshot_keep(void *variable, size_t size);
/* Tells of a file that was read, which is not needed where there is a snapshot. */
void snapshot_note(const char *file);
/* Takes over the state that was kept; false where there is no snapshot. */
bool snapshot_restore(void);
/* Writes it to stdout and ends the process. */
_Noreturn void snapshot_write(void);

/* engine.c: the engine, and calls into JavaScript whose failures have somewhere to go. */
extern JSRuntime *runtime;
extern JSContext *context;
void engine_start(void);
/* Makes the engine one of this process, whoever has started it. */
void engine_resume(void);
/* Calls what JavaScript wants to be called once everything is there (`onStart`). */
void engine_begin(void);
/* Adds a function to the native module, before it is first imported. */
void engine_add(const char *name, JSCFunction *function, int arguments);
/* Makes the native module of all functions that were added. */
void engine_define_native_module(void);
/* Runs the embedded module of this name. */
void engine_run(const char *name);
/* Calls a function of JavaScript from the event loop. Takes the arguments. */
void engine_call(JSValueConst function, int count, JSValue *arguments);
/* Runs what is ready to run, and then reports rejections that nobody looks at. */
void engine_run_jobs(void);

/* modules.c: where imports come from. */
void modules_start(void);
JSModuleDef *modules_load_embedded(JSContext *ctx, const char *name);

/* pipes.c: stdin and stdout. */
void pipes_greet(void);
void pipes_start(void);
/* Waits for the daemon, or `timeout` milliseconds (-1: for ever), and hands over what came. */
void pipes_wait(int timeout);
/* Writes as much as the pipe takes of what is to be written. */
void pipes_flush(void);
/* Ends the process where the daemon is gone. */
void pipes_check(void);

/* timers.c */
void timers_start(void);
/* Runs the timers that are due; milliseconds until the next one, -1 where there is none. */
int timers_run(void);
/* Milliseconds of a clock that only goes forward. */
double monotonic_now(void);

/* limits.c: computing time and memory. */
void limits_start(void);
void limits_resume(void);
/* Tells that events have had a turn. */
void limits_note_turn(void);

/* text.c, wire.c, digest.c, decompress.c, files.c: work that is the host's because JavaScript would be slow at it. */
void text_start(void);
void wire_start(void);
void digest_start(void);
void decompress_start(void);
void files_start(void);

/* process.c: environment, log, signals, user, end. */
void process_start(void);
void process_catch_signals(void);
void process_drop_privileges(void);
/* Writes a line to the log of the daemon. */
void process_log(const char *text, size_t length);
/* Ends the process with a message in the log. */
_Noreturn void process_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
