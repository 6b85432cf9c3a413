"""What goes on beside the answering of questions: measures that take long, in processes of their own."""
