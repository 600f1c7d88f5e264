/// Counts of what happens, for `/metrics`. [Meters] is the registry: a room makes its [Counter]s and
/// [Histogram]s there when it is wired, and registers what it counts itself by [Meters#read]. Meters are shared
/// by all threads and never block; nothing is decided by them. Labels take few, fixed values (a status, a
/// direction), never an account, number or URL.
@NullMarked
package org.offhook.core.meters;

import org.jspecify.annotations.NullMarked;
