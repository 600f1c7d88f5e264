package org.offhook.core.domains.proof;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.domains.Proof;
import org.offhook.core.domains.SipDomain;
import org.offhook.core.script.Mailbox;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;

/// Looks for the proof of one name: in the DNS, else in a file of the domain's web server. The file is fetched as
/// customers' pages are, so that nobody makes the platform visit an address that it does not visit for them; no
/// redirect is followed, for a redirect proves who owns another name.
final class Search {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final WebRequest.Limits LIMITS =
            new WebRequest.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10), 4_096, 4_096);

    private final TextRecords records;
    private final Web web;
    private final String page;

    Search(TextRecords records, Web web, String page) {
        this.records = records;
        this.web = web;
        this.page = page;
    }

    /// What comes to the script that searches.
    sealed interface Heard {

        /// @param records null when no name server answered
        record Records(@Nullable List<String> records) implements Heard {}

        record Page(WebResult result) implements Heard {}
    }

    /// @param by  where it was found; null when it was not
    /// @param why what was found instead, in one line
    record Result(@Nullable String by, String why) {}

    Result run(SipDomain domain, Mailbox<Heard> mailbox) {
        String wanted = Proof.text(domain.sid());
        String name = Proof.record(domain.name());
        records.of(name).whenComplete((texts, _) -> mailbox.put(new Heard.Records(texts)));
        String inDns = dns(wanted, name, mailbox.take(PATIENCE));
        if (inDns.isEmpty()) {
            return new Result("dns", "");
        }
        URI url = URI.create(page.replace("DOMAIN", domain.name()));
        WebRequest request =
                new WebRequest(domain.account(), "GET", url, Map.of("User-Agent", Web.USER_AGENT), null, LIMITS);
        Cancellable sending = web.send(request, result -> mailbox.put(new Heard.Page(result)));
        String inFile = file(wanted, url, mailbox.take(PATIENCE));
        sending.cancel();
        return inFile.isEmpty() ? new Result("file", "") : new Result(null, inDns + "; " + inFile);
    }

    /// What is wrong with the records; empty when nothing is.
    private static String dns(String wanted, String name, @Nullable Heard heard) {
        if (!(heard instanceof Heard.Records(List<String> texts)) || texts == null) {
            return "no name server answered about " + name;
        }
        return texts.contains(wanted)
                ? ""
                : name + (texts.isEmpty() ? " has no TXT record" : " has other TXT records than " + wanted);
    }

    /// What is wrong with the file; empty when nothing is.
    private static String file(String wanted, URI url, @Nullable Heard heard) {
        if (!(heard instanceof Heard.Page(WebResult result))) {
            return url + " did not answer in time";
        }
        return switch (result) {
            case WebResult.Failed(int code, String message) -> url + ": " + message + " (" + code + ")";
            case WebResult.Answered answer ->
                answer.status() != 200
                        ? url + " answers " + answer.status()
                        : new String(answer.body(), StandardCharsets.UTF_8)
                                        .lines()
                                        .anyMatch(line -> line.strip().equals(wanted))
                                ? ""
                                : url + " has no line " + wanted;
        };
    }
}
