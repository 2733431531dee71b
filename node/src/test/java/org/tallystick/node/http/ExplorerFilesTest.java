package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The explorer's files as a browser meets them: nothing missing, nothing inline, nothing from elsewhere. */
class ExplorerFilesTest extends ApiTestBase {
    private static final Pattern REFERENCE = Pattern.compile("(?:src=|href=|from )\"(\\.?/[^\"#]*)\"");

    @Test
    void every_file_is_reached_and_every_reference_leads_somewhere() throws Exception {
        Set<String> reached = new TreeSet<>(Set.of("/"));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            String path = open.pop();
            var response = get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            if (path.endsWith("/") || path.endsWith(".js")) {
                Matcher references = REFERENCE.matcher(response.body());
                while (references.find()) {
                    String found = URI.create(path).resolve(references.group(1)).getPath();
                    if (reached.add(found)) {
                        open.push(found);
                    }
                }
            }
        }
        assertThat(reached)
                .contains("/explorer/style.css", "/explorer/main.js", "/explorer/verify.js", "/explorer/borsh.js");
        Set<String> served = new TreeSet<>(StaticFiles.explorerPaths());
        served.remove("/explorer/index.html");
        assertThat(reached).containsAll(served);
    }

    @Test
    void modules_have_the_media_type_without_which_browsers_refuse_them() throws Exception {
        assertThat(get("/explorer/main.js").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/javascript");
    }

    @Test
    void nothing_needs_an_exception_from_the_policy() throws Exception {
        assertThat(get("/").body())
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContain("style=", "onclick");
        for (String path : StaticFiles.explorerPaths()) {
            assertThat(get(path).body())
                    .as(path)
                    .doesNotContain("innerHTML", "eval(", "https://", "//cdn")
                    .doesNotContainPattern("http://(?!www\\.w3\\.org/2000/svg)");
        }
    }
}
