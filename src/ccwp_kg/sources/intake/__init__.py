"""A file becomes text: UTF-8, PDF, what is damaged and refused."""
