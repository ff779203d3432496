// As the types of a bundler have it, such as `vite/client`.
declare module '*.css';
