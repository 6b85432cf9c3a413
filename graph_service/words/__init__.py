"""What people read: sentences in Chinese and English, and a label for every closed word. Nothing else declares labels."""
