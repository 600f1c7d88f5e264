package org.offhook.adapters.intercept;

import java.util.regex.Pattern;

/// The original's host names: one for each product, with or without an edge and a region (contract §1). All of
/// them are taken, also those of products that are not built here: a program under test must never reach the
/// original by accident.
public final class Originals {

    /// Whose sub-domains they are.
    public static final String DOMAIN = "twilio.com";

    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,4}twilio\\.com");

    private Originals() {}

    /// @param host in lower case
    public static boolean has(String host) {
        return NAME.matcher(host).matches();
    }
}
