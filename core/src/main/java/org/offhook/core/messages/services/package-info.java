/// Messaging services (contract §25.9): a pool of numbers and short codes that send under one name, and one
/// application that answers what comes to them. The store owns the state: a service and each of its senders is an
/// asset. Enter by [Services].
@NullMarked
package org.offhook.core.messages.services;

import org.jspecify.annotations.NullMarked;
