package org.tallystick.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the nodes of a local network are reached: {@code endpoints.json} in its folder. */
public record EndpointsFile(List<Endpoint> nodes) {
    public static final String NAME = "endpoints.json";

    /**
     * One node.
     *
     * @param api base URL of the HTTP API
     * @param p2p where its peers dial it
     * @param explorer URL of its explorer page
     */
    public record Endpoint(String name, URI api, HostPort p2p, URI explorer) {}

    public EndpointsFile {
        nodes = List.copyOf(nodes);
    }

    /** @throws ConfigException naming the first thing that is wrong */
    public static EndpointsFile read(Path file) {
        ConfigTree root = ConfigTree.readJson(file);
        List<Endpoint> nodes = new ArrayList<>();
        for (ConfigTree each : root.tables("nodes")) {
            nodes.add(new Endpoint(
                    each.text("name"),
                    each.parsed("api", EndpointsFile::httpUrl),
                    each.parsed("p2p", HostPort::parse),
                    each.parsed("explorer", EndpointsFile::httpUrl)));
            each.requireNoOther();
        }
        root.requireNoOther();
        if (nodes.isEmpty()) {
            throw root.error("nodes", "lists no node", "Add at least one.");
        }
        return new EndpointsFile(nodes);
    }

    public void write(Path file) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        ArrayNode list = root.putArray("nodes");
        for (Endpoint each : nodes) {
            list.addObject()
                    .put("name", each.name())
                    .put("api", each.api().toString())
                    .put("p2p", each.p2p().toString())
                    .put("explorer", each.explorer().toString());
        }
        TextFiles.write(file, root.toPrettyString() + "\n");
    }

    static URI httpUrl(String text) {
        URI url = URI.create(text);
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("not an http or https URL: " + text);
        }
        return url;
    }
}
