"""Every write to declarations, interests and the register, in the words of the business."""
