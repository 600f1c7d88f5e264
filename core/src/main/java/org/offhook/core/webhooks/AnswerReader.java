package org.offhook.core.webhooks;

import java.util.List;
import java.util.Map;
import org.offhook.core.twiml.Document;
import org.offhook.core.web.Hook;
import org.offhook.core.web.WebResult.Answered;
import org.offhook.protocols.twiml.DocumentParser;
import org.offhook.protocols.twiml.Element;
import org.offhook.protocols.twiml.Parsed;

/// Decides by the media type what an answer is (contract §3, content types; CALL-4).
final class AnswerReader {

    private static final int BAD_TYPE = 12300;
    private static final int TOO_LARGE = 11750;

    private AnswerReader() {}

    sealed interface Read {
        record Usable(Answer answer) implements Read {}

        record Useless(int code, String message) implements Read {}
    }

    /// @param source where it came from, to be asked again
    static Read read(Answered answer, Hook source) {
        String type = Wire.type(answer);
        if (answer.body().length == 0) {
            return usable(new Element("Response", Map.of(), List.of()), source);
        }
        if (type.startsWith("audio/")) {
            return new Read.Usable(new Answer.Sound(answer.body(), type, source.url()));
        }
        if (answer.body().length > Fetcher.MOST) {
            return new Read.Useless(TOO_LARGE, "The document has more than 64 kB.");
        }
        return switch (type) {
            case "text/xml", "application/xml", "text/html", "application/xhtml+xml", "" -> document(answer, source);
            case "text/plain" ->
                switch (DocumentParser.parse(answer.body())) {
                    case Parsed.Tree(Element root) -> usable(root, source);
                    case Parsed.Malformed _ ->
                        new Read.Usable(new Answer.Words(Wire.text(answer).strip()));
                };
            default ->
                new Read.Useless(
                        BAD_TYPE, "The Content-Type is " + type + "; it must be text/xml, text/plain or audio.");
        };
    }

    private static Read document(Answered answer, Hook source) {
        return switch (DocumentParser.parse(answer.body())) {
            case Parsed.Tree(Element root) -> usable(root, source);
            case Parsed.Malformed(int code, String message) -> new Read.Useless(code, message);
        };
    }

    private static Read usable(Element root, Hook source) {
        return new Read.Usable(new Answer.Instructions(new Document(root, source)));
    }
}
