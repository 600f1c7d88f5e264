package org.offhook.server.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.server.client.ApiClient;
import org.offhook.server.config.Setting;
import picocli.CommandLine.Option;

/// The flags of commands that speak to a running server.
final class ApiOptions {

    private static final String VARIABLE = "OFFHOOK_API";
    private static final String STANDARD = "http://127.0.0.1:8080";

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "The server. Default " + STANDARD + ". (" + VARIABLE + ")")
    private @Nullable URI api;

    @Option(names = "--account", paramLabel = "SID", description = "As whom. (OFFHOOK_ACCOUNT_SID)")
    private @Nullable String account;

    @Option(names = "--token", paramLabel = "TOKEN", description = "The account's auth token. (OFFHOOK_AUTH_TOKEN)")
    private @Nullable String token;

    ApiClient client() {
        String sid = said(account, Setting.ACCOUNT.flag(), Setting.ACCOUNT.variable());
        if (Sid.parse(SidType.ACCOUNT, sid).isEmpty()) {
            throw CommandException.wrongUse(
                    "the account is not AC and 32 digits of 0-9a-f: --account or " + Setting.ACCOUNT.variable());
        }
        return new ApiClient(server(api), sid, said(token, Setting.TOKEN.flag(), Setting.TOKEN.variable()));
    }

    /// Makes a call or a message and prints it.
    ///
    /// @param json the answer as it is; else a line with its Sid, its status and both parties
    void create(String resource, Map<String, List<String>> form, boolean json, PrintWriter out)
            throws InterruptedException {
        try (ApiClient client = client()) {
            JsonNode made = client.post(resource, form);
            out.println(json ? made : line(made));
        }
    }

    private static String line(JsonNode made) {
        return "%s %s: %s -> %s"
                .formatted(
                        made.path("sid").asText(),
                        made.path("status").asText(),
                        made.path("from").asText(),
                        made.path("to").asText());
    }

    /// Where the server is: what was said, else what the environment says, else the usual place.
    static URI server(@Nullable URI said) {
        String variable = System.getenv().getOrDefault(VARIABLE, "");
        URI base = said != null ? said : URI.create(variable.isEmpty() ? STANDARD : variable);
        if (base.getHost() == null || !String.valueOf(base.getScheme()).matches("https?")) {
            throw CommandException.wrongUse("the server is not an http or https URL: --api or " + VARIABLE);
        }
        return base;
    }

    private static String said(@Nullable String flag, String name, String variable) {
        String value = flag != null ? flag : System.getenv().getOrDefault(variable, "");
        if (value.isEmpty()) {
            throw CommandException.wrongUse("which account? Give " + name + " or set " + variable
                    + "; offhook serve printed both at its first start");
        }
        return value;
    }
}
