package org.offhook.api.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One operation as the contract has it.
///
/// @param path   without an ending, `/2010-04-01/Accounts/{AccountSid}/Calls`
/// @param status when it went well
/// @param list   the key under which a page of a list stands, or null
/// @param answer the name of what is answered (of the items of a list), or null for nothing
public record Described(
        String method,
        String path,
        int status,
        @Nullable String list,
        @Nullable String answer,
        List<Parameter> parameters) {

    /// @param type as the tables write it: `str`, `url`, `enum(a/b)`, …
    public record Parameter(String name, String type, boolean needed) {}

    /// Method and path with nameless places: what two templates of the same route have in common.
    public String key() {
        return key(method, path);
    }

    public static String key(String method, String path) {
        return method + " " + path.replaceAll("\\{[^}]*\\}", "{}");
    }

    /// The resource it belongs to: `Calls`, `SIP/Domains`.
    public String resource() {
        String below = path.replaceFirst("^/2010-04-01/Accounts(/\\{AccountSid\\})?", "")
                .replaceFirst("^/v1/Accounts/\\{AccountSid\\}", "");
        String names = below.replaceAll("/\\{[^}]*\\}", "");
        return names.isEmpty() ? "Accounts" : names.substring(1);
    }
}
