// Gatsby finds a plugin by its main file; what it does is in gatsby-node.js.
