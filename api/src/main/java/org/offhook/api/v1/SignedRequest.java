package org.offhook.api.v1;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Ask;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.tenancy.AccountSettings;
import org.offhook.core.webhooks.Parameters;
import org.offhook.core.webhooks.Signature;

/// Explains the signature of a request that was sent to the application: the text that was signed, and the URLs
/// a validator may take for the one it was signed for (contract §4), which is where validation mostly fails.
final class SignedRequest {

    private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);

    private SignedRequest() {}

    /// Adds `signature` to an event that is such a request. Without what was masked or encrypted nothing can be
    /// explained.
    static Element explain(Element shown, Event event, Ask ask) {
        boolean asked = event.type() == EventType.WEBHOOK || event.type() == EventType.CALLBACK;
        String url = asked ? event.data().get("url") : null;
        URI wire = url == null ? null : wire(url);
        String method = event.data().getOrDefault("method", "POST");
        Parameters sent = Parameters.decoded(event.data().getOrDefault("request", ""));
        if (wire == null || hidden(ask.account().settings(), sent)) {
            return shown;
        }
        Parameters form = method.equals("GET") ? Parameters.NONE : sent;
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("header", Signature.HEADER);
        signature.put("algorithm", "base64 of HMAC-SHA1 with the account's auth token");
        signature.put("signed_text", Signature.signed(wire.toString(), form));
        signature.put("url_variants", variants(wire).stream().toList());
        if (!ask.byKey()) {
            signature.put("value", Signature.sign(ask.account().authToken(), wire.toString(), form));
        }
        return shown.with("signature", signature);
    }

    private static boolean hidden(AccountSettings settings, Parameters sent) {
        Set<String> names = sent.list().stream().map(Parameters.Parameter::name).collect(Collectors.toSet());
        return (settings.maskKeys() && names.contains("Digits"))
                || settings.sensitive().stream().anyMatch(names::contains);
    }

    /// As it was requested: without fragment and user info; null for what was never requested, such as a `data:`
    /// URL or a template.
    private static @Nullable URI wire(String url) {
        try {
            URI given = URI.create(url.replaceFirst("#.*", "").replaceFirst("://[^/?@]*@", "://"));
            return given.getHost() != null && PORTS.containsKey(given.getScheme()) ? given : null;
        } catch (IllegalArgumentException noUrl) {
            return null;
        }
    }

    private static Set<String> variants(URI url) {
        Set<String> variants = new LinkedHashSet<>();
        String rest = (url.getRawPath() == null ? "" : url.getRawPath())
                + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        variants.add(url.toString());
        variants.add(url.getScheme() + "://" + url.getHost() + rest);
        int port = url.getPort() < 0 ? PORTS.getOrDefault(url.getScheme(), url.getPort()) : url.getPort();
        variants.add(url.getScheme() + "://" + url.getHost() + ":" + port + rest);
        return variants;
    }
}
