"""Six tools for language models and other agents, by the Model Context Protocol: over stdio, and at /mcp.

collection    what the tools answer from
domains       of which classes a property is stated
tool_answer   an answer: lines of text within a budget, and how to get the rest
arguments     the parameters of a tool, and their values in a call
messages      whether a POST or a line is a message of the protocol
identifiers   which thing or property an agent means
answer_lines  the lines of an answer that several tools write: a thing, a passage, a citation
tools         a file for each tool
table         the tools with what each is for
protocol      the tools behind the protocol; what alone imports its SDK
over_stdio    one agent on standard input and output
"""
