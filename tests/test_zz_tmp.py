import time
from builders import *
def test_t(built):
    print(sum(1 for _ in built.rglob("*")))
