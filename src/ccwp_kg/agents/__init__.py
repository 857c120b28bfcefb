"""Six tools for language models and other agents, by the Model Context Protocol: over stdio, and at /mcp.

collection  what the tools answer from
telling     an answer: lines of text within a budget, and how to get the rest
arguments   the parameters of a tool, and their values in a call
naming      which thing an agent means; how a thing and a passage are told
tools       what each tool tells
table       the tools with what each is for
protocol    the tools behind the protocol; what alone imports its SDK
over_stdio  one agent on standard input and output
"""
