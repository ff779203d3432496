export function isBuildCurrent(root: string): boolean;
export function stampBuild(root: string, sources: string): void;
export function sourcesOf(root: string): string;
