/** Streaming calls extend these. None is ever made: the daemon's calls are unary. */
class Stream {
  constructor() {
    throw new Error('streams are not supported')
  }
}

export class Readable extends Stream {}
export class Writable extends Stream {}
export class Duplex extends Stream {}
