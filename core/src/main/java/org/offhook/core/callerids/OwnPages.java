package org.offhook.core.callerids;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.offhook.core.script.Scripts;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;

/// The web, with one host that is not in it: what calls ask there the platform answers itself, without a
/// socket.
/// Top-level domain `invalid` is nobody's (RFC 6761 §6.4).
public final class OwnPages implements Web {

    static final String HOST = "pages.offhook.invalid";

    private final Web rest;
    private final Scripts scripts;
    private final Function<WebRequest, String> page;

    /// @param rest the web outside
    /// @param page answers with a document; may block
    public OwnPages(Web rest, Scripts scripts, Function<WebRequest, String> page) {
        this.rest = rest;
        this.scripts = scripts;
        this.page = page;
    }

    @Override
    public Cancellable send(WebRequest request, Consumer<WebResult> whenDone) {
        URI url = request.url();
        if (!HOST.equals(url.getHost())) {
            return rest.send(request, whenDone);
        }
        scripts.<Object>start(
                "page " + url.getPath(),
                mailbox -> whenDone.accept(new WebResult.Answered(
                        200,
                        Map.of("content-type", List.of("text/xml")),
                        page.apply(request).getBytes(StandardCharsets.UTF_8))));
        return () -> {};
    }
}
