/// Resources as JSON and XML, dates as the contract has them. Pure functions.
@NullMarked
package org.offhook.api.render;

import org.jspecify.annotations.NullMarked;
