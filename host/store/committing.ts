/** What the process around a machine needs of a store, whichever party's it is. */
export interface Committing<Op> {
  /** One durable transaction: when it answers, all of it survives a power cut. Rejects with HostError: then nothing is stored. */
  commit(ops: readonly Op[]): Promise<void>;
}
