import type { FromInstruction, Instruction } from '../../dockerfile/index.ts'
import type { Op, Output } from '../../llb/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Span } from '../../source/index.ts'
import type { StageEnvironment } from '../args/index.ts'
import type { InstructionDefinition, NamedContext, StageMemory } from '../definition/index.ts'
import type { ImageConfig, ImageDraft, LayeredMap } from '../image/index.ts'
import { PathSet } from './path-set.ts'
import { StageOutline } from './stage-outline.ts'

/** An instruction of a stage with what it takes files from. */
export interface Command {
  readonly instruction: Instruction
  readonly definition: InstructionDefinition
  readonly sources: readonly StageNode[]
  /** Whether an ONBUILD brought it. */
  readonly triggered: boolean
}

/** A build arg as its declarations in a stage, and in those that it is made from, leave it. */
export interface BuildArg {
  /** The value of the last declaration. */
  readonly value: string | undefined
  /** The value of the last declaration that has one. */
  readonly lastValue: string | undefined
}

/** What there is of a stage: files and config, at first of its base, then its own. */
export interface StageState {
  output: Output | null
  /** What execs run on; undefined leaves it to the marshal default. */
  execPlatform: Platform | undefined
  image: ImageDraft
  /** Undefined until the instructions of the stage are converted. */
  env: StageEnvironment | undefined
  /** Build args that the stages so far have declared, with their values. */
  buildArgs: LayeredMap<BuildArg>
  /** What extensions keep in the stage; undefined until one does or its instructions are converted. */
  memory: StageMemory | undefined
  /** The instruction that set the user; undefined where the base image did. */
  userPlace: Span | undefined
  /** Whether a WORKDIR of this file has been converted. */
  workdirSet: boolean
}

export interface StageNodeFields {
  /** Undefined for an image or a named context that an instruction names. */
  readonly from: FromInstruction | undefined
  readonly span: Span | undefined
  readonly baseName: string
  readonly name: string
}

/** A stage, or an image or named context that an instruction names, as a node of the stage graph. */
export class StageNode {
  readonly from: FromInstruction | undefined
  /** Where errors and the ops of its base image are placed. */
  readonly span: Span | undefined
  /** What it is made from, its variables replaced; once resolved, the reference with its digest. */
  baseName: string
  /** Its base as it was named, where that is an image which was looked up. */
  imageName: string | undefined
  /** The base as the file names it, where something else stands in its place. */
  writtenName: string | undefined
  /** What stands for the base: a named context, or what an extension put there. */
  standIn: NamedContext | undefined
  /** What loads the files of the base, where they are from outside. */
  sourceOp: Op | undefined
  /** Lower-cased, '' where it has none. */
  readonly name: string
  /** As steps show it. */
  displayName: string
  base: StageNode | undefined
  platform: Platform | undefined
  /** The named context that stands in for the whole stage. */
  namedContext: NamedContext | undefined
  /** What its instructions take files from, with the last instruction that does. */
  readonly dependencies = new Map<StageNode, Instruction>()
  commands: Command[] = []
  /** Numbered steps that it has, triggers included. */
  steps = 0
  step = 0
  ignoreCache = false
  /** Its base image has been looked up. */
  resolved = false
  /** Its files are known: nothing remains to be converted. */
  converted = false
  /** The triggers of the stage that it is made from have been taken over. */
  triggersTaken = false
  state: StageState | undefined
  baseImage: ImageConfig | undefined
  /** Paths that are used of its files; shared with the stages made from it. */
  usedPaths = new PathSet()
  readonly outline = new StageOutline()
  scansContext = false
  scansStage = false

  constructor(fields: StageNodeFields) {
    this.from = fields.from
    this.span = fields.span
    this.baseName = fields.baseName
    this.name = fields.name
    this.displayName = fields.name
  }

  /** Whether it is an image or named context that an instruction names. */
  get anonymous(): boolean {
    return this.from === undefined
  }
}
