// Imports graph files as Gephi does (gephi-toolkit) and prints, a line a file: nodes, edges, columns, then its complaints.
import java.io.File;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class Import {
    public static void main(String[] files) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        for (String file : files) {
            projects.newProject();
            Workspace workspace = projects.getCurrentWorkspace();
            Container container = importer.importFile(new File(file));
            container.closeLoader();
            StringBuilder issues = new StringBuilder();
            container.getReport().getIssues(1000).forEachRemaining(
                issue -> issues.append("\n").append(issue.getLevel()).append("\t").append(issue.getMessage()));
            importer.process(container, new DefaultProcessor(), workspace);
            GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
            String kinds = StreamSupport.stream(model.getGraph().getEdges().spliterator(), false)
                .map(edge -> String.valueOf(edge.getTypeLabel())).distinct().sorted().collect(Collectors.joining(","));
            String columns = model.getNodeTable().toList().stream().map(Column::getId).sorted().collect(Collectors.joining(","));
            System.out.println("nodes=" + model.getGraph().getNodeCount() + "\tedges=" + model.getGraph().getEdgeCount()
                + "\tkinds=" + kinds + "\tcolumns=" + columns + "\tdynamic=" + model.isDynamic() + issues);
        }
        System.exit(0);
    }
}
