/// A customer's web application for tests, good or bad: [WebApp] listens on a loopback port, answers as it is
/// told, and keeps every request ([Visit]) with the means to check its signature without the platform's own
/// code.
@NullMarked
package org.offhook.testkit.webapp;

import org.jspecify.annotations.NullMarked;
