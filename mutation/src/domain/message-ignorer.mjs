import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

/** The texts of errors are for people, and no test should depend on their words. */
const messages = {
  /** @param {{ node: { type: string }, parentPath: { node: { type: string } } | null }} path */
  shouldIgnore({ node, parentPath }) {
    const isText = node.type === 'StringLiteral' || node.type === 'TemplateLiteral';
    return isText && parentPath?.node.type === 'NewExpression' ? 'the message of an error' : undefined;
  },
};

// In JavaScript, because the processes that Stryker starts load it too.
export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'messages', messages)];
