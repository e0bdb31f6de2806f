package org.munet4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.munet4j.component.Component;
import org.munet4j.component.ModelGraph;
import org.munet4j.component.ModelPath;
import org.munet4j.component.Multipath;
import org.munet4j.tensor.Script;

/**
 * The functions of an exported file. Each path and each multipath is a function of the images, and
 * that of a multipath calls those of its parts: {@code forward} calls {@code forward_0}, {@code
 * forward_1} and so on, {@code forward_1} calls {@code forward_1_0}.
 *
 * @param names parameters of the file with the tensors of a component, by the component's id
 */
record ServingScript(Map<String, List<String>> names) {
  String text(ModelGraph graph) {
    List<String> parts = new ArrayList<>(List.of(resource(Functions.SOURCE)));
    if (graph instanceof Multipath) {
      parts.add(resource(MixingFunctions.SOURCE));
    }
    parts.add(resource("resizing.py"));
    add(graph, "forward", parts);
    return String.join("\n", parts);
  }

  private void add(ModelGraph graph, String name, List<String> parts) {
    if (graph instanceof Multipath multipath) {
      add(multipath, name, parts);
    } else {
      parts.add(path((ModelPath) graph).replace("FORWARD", name));
    }
  }

  private void add(Multipath multipath, String name, List<String> parts) {
    List<ModelGraph> inner = new ArrayList<>(List.of(multipath.main()));
    multipath.branches().forEach(branch -> inner.add(branch.graph()));
    List<String> calls = new ArrayList<>();
    for (ModelGraph graph : inner) {
      String part = name + "_" + calls.size();
      add(graph, part, parts);
      calls.add("torch.flatten(self." + part + "(images), 1)");
    }
    List<Component> connectors =
        multipath.branches().stream().map(Multipath.Branch::connector).toList();
    parts.add(
        resource("joint.py")
            .replace("FORWARD", name)
            .replace("PARTS", String.join(", ", calls))
            .replace("ROUTER", tensors(List.of(multipath.router())))
            .replace("CONNECTORS", tensors(connectors)));
  }

  private String path(ModelPath path) {
    Network network = Network.of(path);
    long[] plan = network.plan(0, network.size(), LinearKernels.everywhere());
    return resource("serving.py")
        .replace("SIDE", String.valueOf(path.vit().imageSize()))
        .replace("PLAN", Arrays.toString(plan))
        .replace("GEOMETRY", Arrays.toString(network.geometry()))
        .replace("PARAMETERS", tensors(path.components()));
  }

  /** All tensors of some components as a list. */
  private String tensors(List<Component> components) {
    return components.stream()
        .flatMap(component -> names.get(component.id()).stream())
        .map(name -> "self." + name)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String resource(String name) {
    return Script.text(ServingScript.class, name);
  }
}
