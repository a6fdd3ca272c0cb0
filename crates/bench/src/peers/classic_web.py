"""The classic design at the work that Segue's core is measured at: a REST viewset whose `perform_destroy` removes the
files and then the row, and that reorders in one transaction. Django REST framework on SQLite, served by waitress on
loopback, and asked by a client that keeps its connection.

Arguments: a folder to work in, and how many segments to make. It says what it is in a line; then for each line that
it is given, `delete` or `reorder`, it does that, and answers with the nanoseconds that the client waited. Its
commits are synced (WAL, synchronous=FULL). Files are unlinked and folders not synced; nothing can be taken back.
"""

import http.client
import json
import multiprocessing
import os
import sys
import time
from pathlib import Path

import django
import rest_framework
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.urls import include, path
from waitress.server import create_server

FOLDER, SEGMENTS = Path(sys.argv[1]), int(sys.argv[2])
FILE_BYTES = 1024
TEXT = "Once a hare laughed at a tortoise for his slow pace."

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": FOLDER / "db.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                "transaction_mode": "IMMEDIATE",
            },
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    MEDIA_ROOT=FOLDER / "media",
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "UNAUTHENTICATED_USER": None,
    },
    ROOT_URLCONF=__name__,
    SECRET_KEY="for a bench on loopback",
)
django.setup()

# Django has to know its settings before these are read.
from rest_framework import routers, serializers, status, viewsets  # noqa: E402
from rest_framework.decorators import action  # noqa: E402
from rest_framework.response import Response  # noqa: E402


class Segment(models.Model):
    sequence_index = models.IntegerField(db_index=True)
    text = models.TextField()
    image = models.FileField()
    audio = models.FileField()

    class Meta:
        app_label = "classic"


class SegmentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Segment
        fields = ["id", "sequence_index", "text", "image", "audio"]


class SegmentViewSet(viewsets.ModelViewSet):
    queryset = Segment.objects.order_by("sequence_index")
    serializer_class = SegmentSerializer

    def perform_destroy(self, instance):
        instance.image.delete(save=False)
        instance.audio.delete(save=False)
        instance.delete()

    @action(detail=False, methods=["post"])
    def reorder(self, request):
        places = {segment: place for place, segment in enumerate(request.data["ids"])}
        with transaction.atomic():
            segments = list(self.get_queryset())
            for segment in segments:
                segment.sequence_index = places[segment.id]
            Segment.objects.bulk_update(segments, ["sequence_index"], batch_size=500)
        return Response(status=status.HTTP_204_NO_CONTENT)


router = routers.SimpleRouter()
router.register("segments", SegmentViewSet)
urlpatterns = [path("", include(router.urls))]


def fill():
    (FOLDER / "media").mkdir()
    with connection.schema_editor() as schema:
        schema.create_model(Segment)
    rows = []
    for number in range(SEGMENTS):
        for name in (f"m{number}.png", f"m{number}.wav"):
            (FOLDER / "media" / name).write_bytes(bytes(FILE_BYTES))
        rows.append(
            Segment(sequence_index=number, text=TEXT, image=f"m{number}.png", audio=f"m{number}.wav")
        )
    Segment.objects.bulk_create(rows, batch_size=500)
    ids = list(Segment.objects.order_by("sequence_index").values_list("id", flat=True))
    connection.close()
    os.sync()
    return ids


def start_server():
    """Starts the server, a process of its own that ends with this one, and returns its port on loopback."""
    told, tell = multiprocessing.Pipe(duplex=False)
    multiprocessing.Process(target=serve, args=(tell,), daemon=True).start()
    return told.recv()


def serve(tell):
    server = create_server(get_wsgi_application(), host="127.0.0.1", port=0)
    tell.send(server.effective_port)
    server.run()


class Client:
    def __init__(self, port, ids):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.ids = ids

    def delete(self):
        """Deletes the first segment."""
        return self.ask("DELETE", f"/segments/{self.ids.pop(0)}/")

    def reorder(self):
        """Turns the order round."""
        self.ids.reverse()
        return self.ask("POST", "/segments/reorder/", json.dumps({"ids": self.ids}))

    def ask(self, method, path, body=None):
        """Returns how long the answer took."""
        begun = time.perf_counter_ns()
        self.connection.request(method, path, body, {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        answer.read()
        took = time.perf_counter_ns() - begun
        if answer.status != 204:
            raise SystemExit(f"{method} {path}: {answer.status}")
        return took


def main():
    ids = fill()
    client = Client(start_server(), ids)
    print(f"Django REST {rest_framework.VERSION}", flush=True)
    works = {"delete": client.delete, "reorder": client.reorder}
    for line in sys.stdin:
        print(works[line.strip()](), flush=True)


main()
