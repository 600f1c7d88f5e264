package org.offhook.server.sdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The resources that the client libraries must drive: those of `docs/compatibility.md`, which is written from the
/// routes, that are built and not our own.
final class ContractResources {

    /// The original has no such thing, so no client library knows it.
    private static final Set<String> OURS = Set.of(
            "Bans", "Calls/Timeline", "DomainProofs", "Events", "Registrations", "Registrations/Events", "Settings");

    /// Would take the token away with which the test signs in; stands in the tests of accounts.
    private static final Set<String> ELSEWHERE = Set.of("accounts/v1/AuthTokens/Promote");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Za-z0-9/]+) \\| ([a-z, ]+) \\|");

    private ContractResources() {}

    static Set<String> names() throws IOException {
        String table = Files.readString(Path.of("../docs/compatibility.md"), StandardCharsets.UTF_8);
        Set<String> names = new TreeSet<>();
        Matcher row = ROW.matcher(table.substring(table.indexOf("| resource |")));
        while (row.find()) {
            if (!row.group(2).isBlank() && !row.group(1).equals("resource")) {
                names.add(row.group(1));
            }
        }
        names.removeAll(OURS);
        names.removeAll(ELSEWHERE);
        return names;
    }
}
