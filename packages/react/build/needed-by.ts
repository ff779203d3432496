/** As much of the bundler's graph of modules. */
interface Modules {
  getModuleInfo(id: string): { readonly isEntry: boolean; readonly importers: readonly string[] } | null;
}

/** Whether one of the modules that `isRoot` names is a module, or imports it statically. */
export function isNeededBy(isRoot: (id: string, isEntry: boolean) => boolean, id: string, modules: Modules): boolean {
  const seen = new Set<string>();
  const visit = (each: string): boolean => {
    if (seen.has(each)) return false;
    seen.add(each);
    const info = modules.getModuleInfo(each);
    return info !== null && (isRoot(each, info.isEntry) || info.importers.some(visit));
  };
  return visit(id);
}
