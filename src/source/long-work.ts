/** What the program around the core does while the core computes, which knows no events and no clock. */
export interface WorkWatcher {
  /** Called again and again in a computation that cannot be left before it is done. */
  look(): void
  /** Called between two parts of a computation: what it is to wait for before it goes on. */
  rest(): Promise<void> | undefined
}

let watcher: WorkWatcher | undefined

/** Lets a program in on long computations, so that it still hears of its end. There is one watcher at a time. */
export function watchLongWork(by: WorkWatcher | undefined): void {
  watcher = by
}

/** Tells the watcher that a computation goes on. */
export function stillWorking(): void {
  watcher?.look()
}

/** Gives the watcher a turn between two parts of a computation; undefined where it needs none. */
export function restFromWork(): Promise<void> | undefined {
  return watcher?.rest()
}
