package org.offhook.server.doctor;

import java.util.Optional;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Web;
import org.offhook.server.client.Health;
import org.offhook.server.config.Configuration;

/// Who is looked at.
///
/// @param server      the server that runs with this configuration; empty when none does
/// @param applications whether voice URLs are visited
/// @param customers   reaches what the server would reach for customers
/// @param operator    reaches what the operator has configured
record Patient(
        Configuration configuration,
        Optional<Health> server,
        boolean applications,
        Web customers,
        Web operator,
        Clock clock) {}
