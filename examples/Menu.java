import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A menu for callers: the smallest web application that answers a phone. It needs nothing but a JDK.
///
///     OFFHOOK_AUTH_TOKEN=… java examples/Menu.java 9000
///     offhook serve --number +15550100=http://127.0.0.1:9000/voice
///
/// Each request is signed with the account's auth token; one that is not is refused.
public class Menu {

    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9000;
        String token = System.getenv("OFFHOOK_AUTH_TOKEN");
        if (token == null) {
            System.err.println("Menu: set OFFHOOK_AUTH_TOKEN to the token that offhook serve printed");
            System.exit(2);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/voice", exchange -> answer(exchange, token, Menu::welcome));
        server.createContext("/chosen", exchange -> answer(exchange, token, Menu::chosen));
        server.start();
        System.out.println("Menu: http://127.0.0.1:" + server.getAddress().getPort() + "/voice");
    }

    /// The first document of a call. When nobody presses a key, the verb after Gather is next.
    static String welcome(Map<String, String> call) {
        return """
                <Response>
                  <Gather action="/chosen" numDigits="1" timeout="5">
                    <Say>Welcome to Offhook. Press one to hear where you are.</Say>
                  </Gather>
                  <Say>You pressed nothing. Goodbye.</Say>
                </Response>
                """;
    }

    /// What follows the key.
    static String chosen(Map<String, String> call) {
        return switch (call.getOrDefault("Digits", "")) {
            case "1" -> """
                    <Response>
                      <Say>You pressed one. This call is run by a web application.</Say>
                      <Pause length="10"/>
                    </Response>
                    """;
            default -> """
                    <Response>
                      <Say>That is not on the menu.</Say>
                      <Redirect>/voice</Redirect>
                    </Response>
                    """;
        };
    }

    interface Page {
        String document(Map<String, String> call);
    }

    private static void answer(HttpExchange exchange, String token, Page page) throws IOException {
        try (exchange) {
            Map<String, String> form = form(exchange.getRequestBody().readAllBytes());
            String url = "http://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
            String signature = exchange.getRequestHeaders().getFirst("X-Twilio-Signature");
            if (signature == null || !isSigned(token, url, form, signature)) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            byte[] document = page.document(form).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
        }
    }

    /// The signature is HMAC-SHA1, keyed with the token, of the URL followed by all names and values in the
    /// order of the names.
    private static boolean isSigned(String token, String url, Map<String, String> form, String signature) {
        StringBuilder signed = new StringBuilder(url);
        form.forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] ours = mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(Base64.getEncoder().encode(ours), signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(byte[] body) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
