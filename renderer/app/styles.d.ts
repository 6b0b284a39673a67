/** Style sheets that a library brings are imported for their effect alone. */
declare module '*.css'
