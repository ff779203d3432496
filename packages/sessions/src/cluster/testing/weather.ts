/** How well things travel. Times in milliseconds. */
export interface Weather {
  /** How many of the texts on the channel get lost, and how many come twice: from 0 to 1. */
  readonly lost: number;
  readonly doubled: number;
  readonly slowestText: number;
  /** To the database, or back from it. */
  readonly slowestWay: number;
  readonly slowestCommit: number;
}
