/// The program: [Main] hands the words of the command line to the commands of server.command; `serve` reads the
/// configuration (server.config) and lets server.wiring put the rooms together, by hand and in readable
/// methods.
@NullMarked
package org.offhook.server;

import org.jspecify.annotations.NullMarked;
