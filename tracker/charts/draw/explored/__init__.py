"""What a Plotly figure is put together of: its sheet, its words, what stands round the points, what is said of them."""
