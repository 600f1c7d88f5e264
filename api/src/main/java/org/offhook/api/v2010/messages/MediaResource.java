package org.offhook.api.v2010.messages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Response;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Offsets;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.Resources;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.messages.MediaTypes;
import org.offhook.core.messages.Message;
import org.offhook.core.store.Change;

/// `…/Messages/{MessageSid}/Media`. A medium is a URL of the message; its Sid is made of the two. Without
/// `.json` and `.xml` it is the medium itself: a redirect to where it is.
public final class MediaResource implements Resources.Resource {

    private static final String LIST = Resources.ACCOUNT + "/Messages/{MessageSid}/Media";
    private static final int HEX_DIGITS = 32;

    private final Desks desks;

    public MediaResource(Desks desks) {
        this.desks = desks;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add(
                "GET",
                LIST,
                rest.guarded(ask -> with(
                        ask,
                        message -> Offsets.list(
                                ask,
                                "MediaList",
                                message.media().stream()
                                        .map(url -> view(message, url))
                                        .toList()))));
        router.add("GET", LIST + "/{Sid}", rest.guarded(ask -> with(ask, message -> fetch(ask, message))));
        router.add("DELETE", LIST + "/{Sid}", rest.guarded(ask -> with(ask, message -> delete(ask, message))));
    }

    private Answer with(Ask ask, Function<Message, Answer> then) {
        return Sid.parse(ask.exchange().path("MessageSid"))
                .filter(sid -> sid.is(SidType.MESSAGE) || sid.is(SidType.MMS))
                .flatMap(sid -> desks.store().find(Message.KIND, sid))
                .filter(message -> message.account().equals(ask.account().sid()))
                .map(then)
                .orElseGet(() -> Answer.notFound(ask));
    }

    private static Optional<String> find(Ask ask, Message message) {
        return message.media().stream()
                .filter(url -> sid(message, url).value().equals(ask.exchange().path("Sid")))
                .findFirst();
    }

    private static Answer fetch(Ask ask, Message message) {
        Optional<String> url = find(ask, message);
        if (url.isEmpty()) {
            return Answer.notFound(ask);
        }
        return ask.exchange().format().isEmpty()
                ? new Answer.Plain(new Response(307, Headers.of("Location", url.get()), new Response.Body.Empty()))
                : Answer.ok(view(message, url.get()));
    }

    private Answer delete(Ask ask, Message message) {
        Optional<String> url = find(ask, message);
        if (url.isEmpty()) {
            return Answer.notFound(ask);
        }
        List<String> rest = message.media().stream()
                .filter(other -> !other.equals(url.get()))
                .toList();
        desks.store()
                .commit(Change.put(
                        Message.KIND, message.showing(rest, desks.clock().now())));
        return new Answer.Done();
    }

    private static Element view(Message message, String url) {
        String uri = "/2010-04-01/Accounts/" + message.account() + "/Messages/" + message.sid() + "/Media/"
                + sid(message, url) + ".json";
        return new Element("Media")
                .with("sid", sid(message, url).value())
                .with("account_sid", message.account().value())
                .with("parent_sid", message.sid().value())
                .with("content_type", MediaTypes.of(url))
                .with("date_created", Dates.rfc2822(message.created()))
                .with("date_updated", Dates.rfc2822(message.updated()))
                .with("uri", uri);
    }

    private static Sid sid(Message message, String url) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((message.sid() + " " + url).getBytes(StandardCharsets.UTF_8));
            return new Sid(
                    SidType.MEDIA.prefix() + HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
