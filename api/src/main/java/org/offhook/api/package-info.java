/// How the world asks: REST resources as plain functions from a request record to a response record, testable
/// without a port. Enter by `http.Router`; the resources are listed in `v2010.Resources`.
@NullMarked
package org.offhook.api;

import org.jspecify.annotations.NullMarked;
