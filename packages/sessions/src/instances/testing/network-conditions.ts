/** How reliable and fast the channel and the database are. Times in milliseconds. */
export interface NetworkConditions {
  /** The share of lost and of duplicated texts on the channel, from 0 to 1. */
  readonly lost: number;
  readonly duplicated: number;
  readonly slowestText: number;
  /** To the database or back. */
  readonly slowestWay: number;
  readonly slowestCommit: number;
}
