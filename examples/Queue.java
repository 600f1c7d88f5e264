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

/// A call queue with agents: callers hear which number they are, agents take the one who has waited longest.
/// It needs nothing but a JDK.
///
///     OFFHOOK_AUTH_TOKEN=… java examples/Queue.java 9003
///     offhook serve --number +15550100=http://127.0.0.1:9003/voice \
///         --number +15550101=http://127.0.0.1:9003/agent
///
/// Each request is signed with the account's auth token; one that is not is refused.
public class Queue {

    private static final Map<String, Page> PAGES = Map.of(
            "/voice", Queue::welcome,
            "/wait", Queue::waiting,
            "/leave", Queue::leave,
            "/over", Queue::over,
            "/agent", Queue::agent,
            "/greeting", Queue::greeting,
            "/next", Queue::next);

    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9003;
        String token = System.getenv("OFFHOOK_AUTH_TOKEN");
        if (token == null) {
            System.err.println("Queue: set OFFHOOK_AUTH_TOKEN to the token that offhook serve printed");
            System.exit(2);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        PAGES.forEach((path, page) -> server.createContext(path, exchange -> answer(exchange, token, page)));
        server.start();
        System.out.println("Queue: http://127.0.0.1:" + server.getAddress().getPort() + "/voice");
    }

    static String welcome(Map<String, String> call) {
        return """
                <Response>
                  <Say>Welcome. All our agents are talking.</Say>
                  <Enqueue action="/over" waitUrl="/wait">support</Enqueue>
                </Response>
                """;
    }

    /// Carried out again and again as long as the caller waits.
    static String waiting(Map<String, String> call) {
        return """
                <Response>
                  <Gather action="/leave" numDigits="1" timeout="15">
                    <Say>You are number %d. To be called back instead, press star.</Say>
                  </Gather>
                </Response>
                """.formatted(Integer.parseInt(call.get("QueuePosition")));
    }

    static String leave(Map<String, String> call) {
        return call.getOrDefault("Digits", "").equals("*")
                ? "<Response><Leave/></Response>"
                : "<Response><Redirect>/wait</Redirect></Response>";
    }

    /// The caller has left the queue, one way or the other.
    static String over(Map<String, String> call) {
        String words = switch (call.getOrDefault("QueueResult", "")) {
            case "bridged" -> "Thank you for your call. Goodbye.";
            case "leave" -> "We will call you back. Goodbye.";
            default -> "We are sorry, nobody can take your call. Please try again later.";
        };
        return "<Response><Say>" + words + "</Say></Response>";
    }

    /// An agent waits for a caller, one minute at a time.
    static String agent(Map<String, String> call) {
        return """
                <Response>
                  <Dial action="/next" timeout="60" hangupOnStar="true"><Queue url="/greeting">support</Queue></Dial>
                </Response>
                """;
    }

    /// Heard by the caller before the two are joined.
    static String greeting(Map<String, String> call) {
        return "<Response><Say>An agent takes your call now.</Say></Response>";
    }

    static String next(Map<String, String> call) {
        String words = call.getOrDefault("DialCallStatus", "").equals("completed")
                ? "The call is over."
                : "Nobody is waiting.";
        return """
                <Response>
                  <Gather action="/agent" numDigits="1" timeout="30">
                    <Say>%s Press any key for the next caller.</Say>
                  </Gather>
                  <Say>You are signed off. Goodbye.</Say>
                </Response>
                """.formatted(words);
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
