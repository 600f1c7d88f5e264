package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.api.http.Router;
import org.offhook.api.openapi.Described;
import org.offhook.api.openapi.Missing;
import org.offhook.api.openapi.Operations;
import org.offhook.testkit.http.Reply;

/// `/openapi.json` against what the server does.
final class OpenApiTest {

    /// Who waits in a queue is a call that lives; the tests with the client libraries look at it.
    private static final String MEMBERS = "/Queues/{QueueSid}/Members";

    private final Furnished furnished = new Furnished();
    private final JsonNode document =
            furnished.fixture.nobody.get("/openapi.json").json();

    @Test
    void itDescribesEveryRouteAndNothingElse() {
        Set<String> described = new HashSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> described.add(Described.key(
                                method.toUpperCase(java.util.Locale.ROOT),
                                path.getKey().replace(".json", "")))));
        Set<String> routed = furnished.fixture.router.routes().stream()
                .filter(route -> !(route.handler() instanceof Missing))
                .map(route -> Described.key(route.method(), route.template()))
                .filter(key -> !key.equals("GET /openapi.json"))
                .collect(Collectors.toSet());
        assertThat(described).isEqualTo(routed);
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        List<String> ids = document.findValuesAsText("operationId");
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(50);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (String reference : document.findValuesAsText("$ref")) {
            assertThat(document.at(reference.substring(1)).isObject())
                    .as(reference)
                    .isTrue();
        }
    }

    @Test
    void whatIsReadHasTheFieldsThatAreDescribed() {
        List<String> faults = new ArrayList<>();
        int walked = 0;
        for (Router.Route route : furnished.fixture.router.routes()) {
            if (route.method().equals("GET")
                    && !(route.handler() instanceof Missing)
                    && !route.template().contains(MEMBERS)
                    && described(route) != null) {
                walked++;
                faults.addAll(faults(route, described(route)));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(walked).isGreaterThan(30);
    }

    @Test
    void whatIsNotBuiltSaysSo() {
        for (Described operation : Operations.all()) {
            Router.Route route = furnished.fixture.router.routes().stream()
                    .filter(r -> Described.key(r.method(), r.template()).equals(operation.key()))
                    .findFirst()
                    .orElseThrow();
            if (route.handler() instanceof Missing) {
                Reply reply = furnished.fixture.alice.send(org.offhook.api.http.Request.of(
                        route.method(),
                        furnished.target(route.template()) + ".json",
                        org.offhook.api.http.Headers.NONE));
                assertThat(reply.status()).as(operation.key()).isEqualTo(404);
                assertThat(reply.at("/message")).contains("docs/compatibility.md");
            }
        }
    }

    private JsonNode described(Router.Route route) {
        String path = Operations.all().stream()
                .filter(operation -> operation.key().equals(Described.key(route.method(), route.template())))
                .map(Described::path)
                .findFirst()
                .orElse("");
        JsonNode paths = document.get("paths");
        JsonNode found = paths.has(path + ".json") ? paths.get(path + ".json") : paths.get(path);
        return found == null ? null : found.get("get");
    }

    private List<String> faults(Router.Route route, JsonNode described) {
        String target = furnished.target(route.template()) + ".json";
        Reply reply = furnished.fixture.alice.get(target + "?after=0");
        if (reply.status() != 200) {
            return List.of(target + ": " + reply.status() + " " + reply.text());
        }
        List<String> faults = new ArrayList<>();
        check(target, reply.json(), described.at("/responses/200/content/application~1json/schema"), faults);
        return faults;
    }

    /// The part of JSON Schema that the document uses.
    private void check(String where, JsonNode value, JsonNode schema, List<String> faults) {
        if (schema.has("$ref")) {
            check(where, value, document.at(schema.get("$ref").asText().substring(1)), faults);
            return;
        }
        if (!isOf(value, schema.path("type"))) {
            faults.add(where + " is " + value + ", not " + schema.path("type"));
            return;
        }
        if (value.isTextual()
                && schema.has("pattern")
                && !value.asText().matches(schema.get("pattern").asText())) {
            faults.add(where + " is " + value + ", not like " + schema.get("pattern"));
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(where + " lacks " + name.asText());
            }
        });
        schema.path("properties").properties().forEach(property -> {
            if (value.has(property.getKey())) {
                check(where + " " + property.getKey(), value.get(property.getKey()), property.getValue(), faults);
            }
        });
        if (value.isArray() && schema.has("items")) {
            if (value.isEmpty()) {
                faults.add(where + " is empty: furnish it");
            }
            value.forEach(item -> check(where + "[]", item, schema.get("items"), faults));
        }
    }

    private static boolean isOf(JsonNode value, JsonNode type) {
        if (type.isArray()) {
            boolean one = false;
            for (JsonNode choice : type) {
                one |= isOf(value, choice);
            }
            return one;
        }
        return switch (type.asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> true;
        };
    }
}
