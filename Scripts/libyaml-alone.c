/* libyaml-alone FILE events|tree - what libyaml alone takes for a file: every event of it and nothing else, or those and
   the tree that it makes of them. bench.py compiles it. */
#include <stdio.h>
#include <string.h>
#include <yaml.h>

static int take_events(yaml_parser_t *parser) {
    yaml_event_type_t type = YAML_NO_EVENT;
    while (type != YAML_STREAM_END_EVENT) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) return 1;
        type = event.type;
        yaml_event_delete(&event);
    }
    return 0;
}

static int take_tree(yaml_parser_t *parser) {
    int is_document = 1;
    while (is_document) {
        yaml_document_t document;
        if (!yaml_parser_load(parser, &document)) return 1;
        is_document = yaml_document_get_root_node(&document) != NULL;
        yaml_document_delete(&document);
    }
    return 0;
}

int main(int count, char **arguments) {
    FILE *file = count == 3 ? fopen(arguments[1], "rb") : NULL;
    if (!file) return 2;
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) return 2;
    yaml_parser_set_input_file(&parser, file);
    int status = strcmp(arguments[2], "tree") == 0 ? take_tree(&parser) : take_events(&parser);
    yaml_parser_delete(&parser);
    fclose(file);
    return status;
}
